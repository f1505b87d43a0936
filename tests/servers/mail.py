"""A mail server for the tests: prints its address, then each message it is given, as one line of JSON.

With "refuse" it turns every recipient away for good.
"""

import asyncio
import json
import sys

from aiosmtpd.smtp import SMTP


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if sys.argv[1] == "refuse":
            return "550 there is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        given = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "text": envelope.content.decode()}
        print(json.dumps(given), flush=True)
        return "250 OK"


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler()), "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print(f"smtp://{host}:{port}", flush=True)
    await server.serve_forever()


asyncio.run(serve())
