"""What a question wants, and whether a quotation holds it: told by the words of both."""
