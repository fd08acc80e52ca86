"use strict";
require("fastify");
