"""Lists from a spreadsheet or a text file: plain cells, judged by content, never evaluated."""
