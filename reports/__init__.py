"""Reports show: what managers look at."""
