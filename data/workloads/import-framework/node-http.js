"use strict";
require("node:http");
