"""An organisation's own spreadsheets: which column is what, and words and names written in cells."""
