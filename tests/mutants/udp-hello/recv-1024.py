"""It receives into 1024 bytes, and greets the beginning of a longer name."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        name, client = server.recvfrom(1024)
        server.sendto(b"Hello, %s!" % name, client)
    except OSError:
        pass
