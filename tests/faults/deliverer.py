"""A worker that delivers letters of a kind that only tests know, until it is killed."""

from vungcao.config import boot


def main() -> None:
    boot.enter()

    from procrastinate.contrib.django import app

    from vungcao.kernel.offers.jobs import DELIVERY, HOUSEKEEPING
    from vungcao.kernel.offers.letters import Letter, letters

    letters.register(
        "tests.mail", lambda ref: Letter(f"nguoi-{ref}@mau.invalid", f"Thư {ref}", "Chào bạn.")
    )
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(queues=[DELIVERY, HOUSEKEEPING], concurrency=5)


if __name__ == "__main__":
    main()
