"""Exits with 1 when the path is in use, and does not say why."""

import errno
import os
import socket
import stat
import sys


def nobody_listens(path):
    if not stat.S_ISSOCK(os.lstat(path).st_mode):
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(path) == errno.ECONNREFUSED


def serve(client):
    while data := client.recv(4096):
        client.sendall(data.upper())


path = os.environ['SOCKLAB_ADDR']
if os.path.lexists(path):
    if not nobody_listens(path):
        sys.exit(1)
    os.unlink(path)
with socket.socket(socket.AF_UNIX) as server:
    server.bind(path)
    server.listen()
    while True:
        client, _ = server.accept()
        with client:
            try:
                serve(client)
            except OSError:
                pass
