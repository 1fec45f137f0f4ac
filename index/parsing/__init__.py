"""What stands in a content file: what `index.parse` puts together.

frontmatter, paragraphs of lines (less pull_quotes, without HTML: markup) → blocks: the headline
(headlines), which paragraph asks (turns, askers), which one answers (speech, answers) and up to
where (endings), what stands beside them (captions), who made it (credits), what keeps an answer
from being one (hindrances), and who says it, by the names in the text (names), before an answer
(labels) or above all of them (naming, introduced)
"""
