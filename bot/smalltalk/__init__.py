"""What is said to the chat itself, and what is said back.

intents, and the words around them → pleasantries (what stands around a question) and danger (who
tells of somebody in danger) → small_talk
"""
