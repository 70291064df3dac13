"""What managers look at and decide: figures and the records behind them, plans, drills, papers, the workbook."""
