"""It leaves an empty name without an answer."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        name, client = server.recvfrom(65507)
        if name:
            server.sendto(b"Hello, %s!" % name, client)
    except OSError:
        pass
