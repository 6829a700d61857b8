"""Selects on a buffered input: what readline has read ahead, select does not see."""

import os
import select
import socket
import sys


def address(name):
    host, port = os.environ[name].split(":")
    return host, int(port)


sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(address("SOCKLAB_ADDR"))
peer = address("SOCKLAB_PEER")

while True:
    ready, _, _ = select.select([sock, sys.stdin.buffer], [], [])
    if sock in ready:
        os.write(1, sock.recv(65536) + b"\n")
    if sys.stdin.buffer in ready:
        line = sys.stdin.buffer.readline()
        if line in (b"", b"q\n", b"q"):
            break
        sock.sendto(line.removesuffix(b"\n"), peer)
