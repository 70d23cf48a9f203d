package io.github.wsgi4j.benchmark.server;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * An annotated controller of WebFlux.
 */
@RestController
class AnnotatedController {

	@GetMapping(path = "/hello", produces = Content.TEXT)
	byte[] hello() {
		return Content.HELLO;
	}

	@GetMapping("/page")
	ResponseEntity<byte[]> page() {
		return ResponseEntity.ok()
			.header("Cache-Control", "no-cache")
			.header("Content-Type", Content.HTML)
			.body(Content.PAGE);
	}

	@GetMapping("/list")
	ResponseEntity<Flux<DataBuffer>> list() {
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.contentLength(Content.LIST_SIZE)
			.body(Work.list());
	}

	@GetMapping(path = "/generator", produces = Content.BINARY)
	Flux<DataBuffer> generator() {
		return Work.generate();
	}

	@GetMapping(path = "/file.bin", produces = Content.BINARY)
	Resource file() {
		return Work.file();
	}

	@PostMapping(path = "/upload", produces = Content.TEXT)
	Mono<byte[]> upload(@RequestBody Flux<DataBuffer> body) {
		return Work.count(body);
	}

	@GetMapping(path = "/blocking", produces = Content.TEXT)
	Mono<byte[]> blocking() {
		return Work.offload(Content::block);
	}

	@GetMapping(path = "/burning", produces = Content.TEXT)
	Mono<byte[]> burning() {
		return Work.offload(Content::burn);
	}

	@GetMapping(path = "/idle", produces = Content.TEXT)
	Flux<DataBuffer> idle() {
		return Work.idle();
	}

}
