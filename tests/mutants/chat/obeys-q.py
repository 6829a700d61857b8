"""Ends when the peer says `q`."""

import os
import socket
import sys
import threading


def address(name):
    host, port = os.environ[name].split(":")
    return host, int(port)


sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(address("SOCKLAB_ADDR"))
peer = address("SOCKLAB_PEER")


def listen():
    while True:
        message = sock.recv(65536)
        if message == b"q":
            os._exit(0)
        os.write(1, message + b"\n")


threading.Thread(target=listen, daemon=True).start()
for line in sys.stdin.buffer:
    line = line.removesuffix(b"\n")
    if line == b"q":
        break
    sock.sendto(line, peer)
