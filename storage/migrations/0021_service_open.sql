-- What waits now is asked each morning and on each board: it must not cost a look at every repair of the years.
CREATE INDEX service_open ON service(ticket) WHERE closed_at IS NULL;
