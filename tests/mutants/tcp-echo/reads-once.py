"""Reads once and answers once, as if one recv were the whole conversation."""
import os
import socket
import threading


def serve(connection):
    with connection:
        try:
            data = connection.recv(65536)
            connection.sendall(data.upper())
        except OSError:
            pass


host, port = os.environ["SOCKLAB_ADDR"].rsplit(":", 1)
with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((host, int(port)))
    server.listen()
    while True:
        connection, _ = server.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()
