"""It ends the answer with a line end."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        name, client = server.recvfrom(65507)
        server.sendto(b"Hello, %s!\n" % name, client)
    except OSError:
        pass
