"""A worker that delivers letters of a kind that only tests know, until it is killed."""

from vungcao.config import boot


def main() -> None:
    boot.enter()

    from django.core.management import call_command

    from vungcao.kernel.offers.letters import Letter, letters

    letters.register(
        "tests.mail", lambda ref: Letter(f"nguoi-{ref}@mau.invalid", f"Thư {ref}", "Chào bạn.")
    )
    queues = ["--queues", "delivery,housekeeping"]
    call_command("procrastinate", "worker", *queues, "--concurrency", "5")


if __name__ == "__main__":
    main()
