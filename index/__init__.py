"""From a content file to ranked hits: parse, encode, store, search."""
