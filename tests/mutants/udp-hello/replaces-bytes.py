"""It makes text of a name, with a question mark for what is not UTF-8."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        name, client = server.recvfrom(65507)
        server.sendto(("Hello, %s!" % name.decode("utf-8", "replace")).encode(), client)
    except OSError:
        pass
