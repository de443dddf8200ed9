"""In which order things that need each other can be worked out, or the circle that forbids it."""

from collections.abc import Collection, Iterator, Mapping


class Circle(ValueError):
    """Things of which each needs the next, and the last one the first."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(" → ".join((*names, names[0])))


def order(needs: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Each name after all that it needs; needs that are no names themselves are passed over."""
    done: dict[str, None] = {}
    for name in needs:
        _walk(name, needs, done)
    return tuple(done)


def _walk(start: str, needs: Mapping[str, Collection[str]], done: dict[str, None]) -> None:
    """Depth first without recursion: a chain may be longer than Python's stack."""
    path: dict[str, Iterator[str]] = {start: iter(needs[start])}
    while path:
        name = next(reversed(path))
        following = next((one for one in path[name] if one in needs and one not in done), None)
        if following is None:
            del path[name]
            done[name] = None
        elif following in path:
            names = list(path)
            raise Circle(tuple(names[names.index(following) :]))
        else:
            path[following] = iter(needs[following])
