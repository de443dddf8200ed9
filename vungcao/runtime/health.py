"""Asks the running product whether it answers."""

import http.client


def answers(host: str, port: int, name: str = "localhost") -> bool:
    """Whether /healthz says 200 now. `name` is a host name that the product accepts."""
    where = "127.0.0.1" if host in ("", "0.0.0.0") else "::1" if host == "::" else host
    connection = http.client.HTTPConnection(where, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": name, "Connection": "close"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
