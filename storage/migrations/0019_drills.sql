-- Drills: whether one has just ended is asked with each alarm, and the last ones are listed where the next begins.
CREATE INDEX alarm_drill ON alarm(closed_at) WHERE drill = 1;
