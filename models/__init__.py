"""What we know: dated facts with their origin, the ledger of imports, and the store."""
