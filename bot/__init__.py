"""From a question to a reply: conversation, quotation, abstention, channels."""
