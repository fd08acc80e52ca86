"use strict";
module.exports = require("../cpu-nbody/javascript");
