-- Who came to a gate or used a room last is found without looking at everybody who ever did.
CREATE INDEX entry_of_place ON entry(kind, place, number);
