"""Collects for 50 ms."""

import os
import socket
import time

host, port = os.environ["SOCKLAB_ADDR"].split(":")
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
sock.sendto(b"who", (host, int(port)))

found = set()
deadline = time.monotonic() + 0.05
while (left := deadline - time.monotonic()) > 0:
    sock.settimeout(left)
    try:
        reply, (ip, port) = sock.recvfrom(2048)
    except TimeoutError:
        break
    found.add(f"{ip}:{port}")

for responder in sorted(found):
    print(responder)
