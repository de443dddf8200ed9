// A day that does not exist stays as it was typed, to be refused with a sentence: the calendar of
// the editor would put today in its place and say nothing.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
