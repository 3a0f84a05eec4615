"""Lines typed by a person at a terminal: earlier ones by the arrow keys, completion by Tab.

What was typed is remembered until the end of the chat and never written down: it holds scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer
from prompt_toolkit.completion import Completion as Offered
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from bot.replies.completion import Completion

_PROMPT = FormattedText([("bold ansicyan", "> ")])
_MENU_LINES = 5
"""Room below the prompt for what Tab offers."""


class _Completer(Completer):
    def __init__(self, complete: Callable[[str], Sequence[Completion]]) -> None:
        self._complete = complete

    def get_completions(self, document: Document, _: CompleteEvent) -> Iterator[Offered]:
        for found in self._complete(document.text_before_cursor):
            yield Offered(found.text, -found.replaces, display_meta=found.about)


def typed_lines(
    complete: Callable[[str], Sequence[Completion]],
    keys: Input | None = None,
    screen: Output | None = None,
) -> Iterator[str]:
    """Every line until Ctrl-D; Ctrl-C empties a line that was begun, and ends an empty one."""
    session: PromptSession[str] = PromptSession(
        history=InMemoryHistory(),
        completer=_Completer(complete),
        complete_while_typing=False,
        reserve_space_for_menu=_MENU_LINES,
        input=keys,
        output=screen,
    )
    while True:
        try:
            yield session.prompt(_PROMPT)
        except EOFError:
            return
        except KeyboardInterrupt:
            if not session.default_buffer.text:
                return
