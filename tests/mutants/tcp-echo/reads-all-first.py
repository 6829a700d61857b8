"""Collects everything before it answers, so that nobody gets an answer who waits for one."""
import os
import socket
import threading


def serve(connection):
    with connection:
        try:
            data = b""
            while part := connection.recv(65536):
                data += part
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
