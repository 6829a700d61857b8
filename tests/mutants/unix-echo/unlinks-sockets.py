"""Removes every socket that stands at the path, and so takes the path of a running server."""

import os
import socket
import stat
import sys


def serve(client):
    while data := client.recv(4096):
        client.sendall(data.upper())


path = os.environ['SOCKLAB_ADDR']
if os.path.lexists(path):
    if not stat.S_ISSOCK(os.lstat(path).st_mode):
        sys.exit(f'{path} is no socket')
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
