"""What stands in a content file: what `index.parse` puts together.

frontmatter, paragraphs → blocks, by who speaks (speech, naming) and who made it (credits)
"""
