from flask import Flask, Response, jsonify, render_template, request
