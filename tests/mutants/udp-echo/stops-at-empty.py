"""It takes an empty datagram for the end, as one does with TCP."""

import os
import socket

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))

while True:
    try:
        data, client = server.recvfrom(65507)
        if not data:
            break
        server.sendto(data.upper(), client)
    except OSError:
        pass
