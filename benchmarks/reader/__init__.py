"""What trains the reader of `index/reader.py`."""
