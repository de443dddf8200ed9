"""Whether the product answers: database and jobs, later the cube."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from vungcao.kernel.jobs.queries import seconds_since_heartbeat
from vungcao.runtime.env import environment

WORKER_IS_DEAD_AFTER_SECONDS = 60


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and a worker lives, else 503; the JSON says which fails.

    In practice it also says that it is practice.
    """
    try:
        silence = seconds_since_heartbeat()
    except DatabaseError:
        return JsonResponse({"ok": False, "database": False, "jobs": False}, status=503)
    jobs = silence is not None and silence < WORKER_IS_DEAD_AFTER_SECONDS
    said = {"ok": jobs, "database": True, "jobs": jobs}
    if environment().practice:
        said["practice"] = True
    return JsonResponse(said, status=200 if jobs else 503)
