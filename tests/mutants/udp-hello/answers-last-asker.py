"""It answers a moment later, to an address that the next question has overwritten."""

import os
import socket
from threading import Timer

host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((host, int(port)))


def answer(name):
    try:
        server.sendto(b"Hello, %s!" % name, client)
    except OSError:
        pass


while True:
    name, client = server.recvfrom(65507)
    Timer(0.3, answer, [name]).start()
