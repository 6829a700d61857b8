"""It gathers what a client sends until there is a pause, and answers once."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

waiting = {}
while True:
    server.settimeout(0.1 if waiting else None)
    try:
        data, client = server.recvfrom(65507)
        waiting[client] = waiting.get(client, b"") + data
    except TimeoutError:
        for client, data in waiting.items():
            server.sendto(data.upper(), client)
        waiting.clear()
    except OSError:
        pass
