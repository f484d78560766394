"""A volume that does not have the usual layout, read in stretches of some documents each.

`convert` reads the text in the same stretches. The tokens are kept in a file, for a document may
refer to later documents: the documents are built when all are known.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

from tei_kit.batch.streaming.piece import kept_file
from tei_kit.batch.streaming.targets import Known
from tei_kit.batch.streaming.volume import Volume
from tei_kit.document.builder import can_be_parted
from tei_kit.settings.options import Options
from tei_kit.tokenizer.families.speech.gathered import Gathered
from tei_kit.tokenizer.stretches import Long, Stretch, Stretches, WholeError, gather, of_persons
from tei_kit.tokenizer.tokens import AND, TokenKind


class Stretched:
    """The stretches of a volume, and the targets of references (`targets`).

    For a text that is one division, with letters or items of an agenda as its parts, `around` is
    the number of subdivisions around all parts, and `names` are the persons who speak. For other
    texts `around` is None.

    The constructor reads the volume. It raises WholeError when the documents cannot be separated
    before the whole text is read, and OSError when the tokens cannot be kept. Use it in a `with`.
    """

    def __init__(self, volume: Volume, options: Options, folder: Path | None) -> None:
        self.targets = Known()
        self.around: int | None = None
        self.count = 0
        self._gathered = Gathered()
        self._referred: set[str] = set()  # numbers in references whose notes were not found
        self._store = kept_file(folder)
        try:
            long = Long(volume.name, volume.text(), volume.form_feeds)
            for stretch in Stretches(long, options):
                if stretch.parts is None:
                    self.targets.know(stretch.reading.tokens)
                else:
                    self._know_parts(stretch, options)
                    self.around = stretch.parts.around
                pickle.dump(stretch, self._store, pickle.HIGHEST_PROTOCOL)
                self.count += 1
            if self._referred & self.targets.numbers:
                raise WholeError  # a reference may mean a note in another stretch
        except BaseException:
            self._store.close()
            raise

    def _know_parts(self, stretch: Stretch, options: Options) -> None:
        """Note the targets and persons of a stretch of parts. Raises WholeError."""
        tokens = stretch.reading.tokens
        if options.ids or not can_be_parted(tokens):
            raise WholeError
        self.targets.know_parts(tokens)
        self._referred |= {
            token.value
            for token in tokens
            if token.kind is TokenKind.NOTE_REFERENCE and token.target < 0
        }
        gather(self._gathered, stretch)

    @property
    def names(self) -> list[str]:
        """The persons who speak in a text that is one division, in the order of their labels."""
        found = (each for name in self._gathered.names() for each in name.split(AND))
        return [name for name in dict.fromkeys(found) if name]

    def __enter__(self) -> Stretched:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def __iter__(self) -> Iterator[Stretch]:
        self._store.seek(0)
        names = self._gathered.names()
        for _ in range(self.count):
            yield of_persons(pickle.load(self._store), names)
