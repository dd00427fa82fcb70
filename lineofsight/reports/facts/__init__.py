"""Working a report out: the rows each page is about, its counts, its charts and the lists behind them."""
