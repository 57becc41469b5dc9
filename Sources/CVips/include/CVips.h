#pragma once
#include <stddef.h>

// What stet asks of libvips. Functions that return a number return 0 on success, as those of libvips do,
// and an image that they make may be lazy: it reads its pixels, from what it was made of, when asked.

typedef struct VipsImage VipsImage;

/// Loads libvips and starts it: one thread for each picture, nothing kept between operations, no word on
/// the terminal, no reader of formats that hostile files are known to break. Once in a process; where it
/// fails, none of the other functions may be called.
///
/// STET_LIBVIPS in the environment names the library's file, where it is not among the system's.
int stet_vips_start(void);

const char *stet_vips_version(void);

/// Whether libvips came with a writer of AVIF.
int stet_vips_has_avif(void);

/// Whether the system has a font at all: without one Pango ends the program.
int stet_fonts_exist(void);

/// How the camera was held (EXIF, 1 to 8), and how many pictures the file holds.
int stet_vips_look(const void *bytes, size_t count, int *orientation, int *pages);

/// A picture of at most `width` pixels, upright, in sRGB or in its greys, from the bytes of a file.
int stet_vips_open(const void *bytes, size_t count, int width, VipsImage **out);

/// A picture of `bytes`, red, green and blue of each pixel, which are copied.
int stet_vips_make(const void *bytes, size_t count, int width, int height, VipsImage **out);

/// The shape of `markup` (Pango's), wrapped at `width` pixels: one band, 255 where there is ink.
int stet_vips_set_text(const char *markup, const char *font, int width, int spacing, VipsImage **out);

/// `in` with its pixels in memory; NULL where they cannot be had.
VipsImage *stet_vips_settle(VipsImage *in);

/// Ends the ownership of `image`.
void stet_vips_drop(VipsImage *image);

int stet_vips_width(const VipsImage *in);
int stet_vips_height(const VipsImage *in);
int stet_vips_bands(const VipsImage *in);
int stet_vips_has_alpha(VipsImage *in);

/// `in` scaled to `width` by `height` pixels.
int stet_vips_scale(VipsImage *in, int width, int height, VipsImage **out);

/// A part of `in`.
int stet_vips_cut(VipsImage *in, int left, int top, int width, int height, VipsImage **out);

/// The part of `in` of this size that draws the eye.
int stet_vips_choose(VipsImage *in, int width, int height, VipsImage **out);

/// `in` on white.
int stet_vips_flatten(VipsImage *in, VipsImage **out);

/// The pixels of `in`, row by row; NULL where they cannot be had. `stet_vips_free` frees them, and the
/// bytes of files that the following write.
void *stet_vips_pixels(VipsImage *in, size_t *count);

void stet_vips_free(void *bytes);

int stet_vips_write_avif(VipsImage *in, void **bytes, size_t *count, int quality, int effort);
int stet_vips_write_webp(VipsImage *in, void **bytes, size_t *count, int quality);
int stet_vips_write_jpeg(VipsImage *in, void **bytes, size_t *count, int quality);
int stet_vips_write_png(VipsImage *in, void **bytes, size_t *count);
