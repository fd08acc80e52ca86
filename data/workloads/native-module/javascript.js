"use strict";
module.exports = require("../cpu-mandelbrot/javascript");
