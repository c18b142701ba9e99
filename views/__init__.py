"""What we show: one file a page, and what the pages share."""
