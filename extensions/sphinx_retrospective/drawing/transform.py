"""The transform that draws, when a page is about to be written."""

from __future__ import annotations

from sphinx.transforms.post_transforms import SphinxPostTransform


class DrawPlaceholders(SphinxPostTransform):
    """Replaces every placeholder of a document, and every reference to an object of ours that is known.

    Runs before references are resolved (priority 10; MyST's own at 9), since what it draws holds references to objects
    of others. Sphinx asks several parties about each of these; there is nothing to ask about ours.
    """

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Draw what each placeholder stands for."""
        # A build that writes nothing draws nothing.
        from sphinx_retrospective.drawing.placeholders import draw_placeholders

        draw_placeholders(self.document, self.env)
