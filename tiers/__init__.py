"""What counts: rules as data, metrics with evidence, and the one pure function that judges."""
