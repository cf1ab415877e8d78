"""A connect scan from one namespace, run inside it: `scan SOURCE TARGET:PORT…`, answers as JSON on standard output.

An answer is "open" only where the handshake came through; reset, unreachable and silence are all "closed".
"""

import asyncio
import json
import sys

AT_ONCE = 200
SECONDS = 2.0


async def connect(gate, source, address, port):
    async with gate:
        try:
            opening = asyncio.open_connection(address, port, local_addr=(source, 0))
            _, writer = await asyncio.wait_for(opening, SECONDS)
        except (OSError, asyncio.TimeoutError):
            return False
        writer.close()
        return True


async def scan(tasks):
    gate = asyncio.Semaphore(AT_ONCE)
    found = await asyncio.gather(*[connect(gate, *task) for task in tasks])
    return [task for task, is_open in zip(tasks, found) if is_open]


def main():
    tasks = [tuple(task) for task in json.load(sys.stdin)]
    json.dump(asyncio.run(scan(tasks)), sys.stdout)


if __name__ == "__main__":
    main()
