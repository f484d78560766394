"""A volume of another layout than the usual one, read in stretches of some documents each.

The stretches are those in which `convert` reads the text. What was read is kept in a file, since a
document may refer to others that come later: the documents are built when all are known.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

from tei_kit.batch.streaming.piece import kept_file
from tei_kit.batch.streaming.targets import Known
from tei_kit.batch.streaming.volume import Volume
from tei_kit.settings.options import Options
from tei_kit.tokenizer.stretches import Long, Stretch, Stretches


class Stretched:
    """The stretches of a volume, and what its documents can refer to (`targets`).

    Reading them raises WholeError where the documents cannot be told apart, and OSError when what
    was read cannot be kept. To be used in a `with`.
    """

    def __init__(self, volume: Volume, options: Options, folder: Path | None) -> None:
        self.targets = Known()
        self._count = 0
        self._store = kept_file(folder)
        try:
            long = Long(volume.name, volume.text(), volume.form_feeds)
            for stretch in Stretches(long, options):
                self.targets.know(stretch.reading.tokens)
                pickle.dump(stretch, self._store, pickle.HIGHEST_PROTOCOL)
                self._count += 1
        except BaseException:
            self._store.close()
            raise

    def __enter__(self) -> Stretched:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def __iter__(self) -> Iterator[Stretch]:
        self._store.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._store)
