"""It takes zero bytes at the end of a name for the unused rest of a buffer."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        name, client = server.recvfrom(65507)
        server.sendto(b"Hello, %s!" % name.rstrip(b"\0"), client)
    except OSError:
        pass
