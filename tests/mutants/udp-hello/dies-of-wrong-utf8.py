"""It decodes a name as UTF-8, and does not catch the error."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        name, client = server.recvfrom(65507)
        server.sendto(("Hello, %s!" % name.decode()).encode(), client)
    except OSError:
        pass
