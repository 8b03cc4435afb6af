//! The engine's file: downloaded and compiled at the same time.

use js_sys::{Object, Promise, Reflect, Uint8Array, WebAssembly, global};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Headers, ReadableWritablePair, Response, ResponseInit, TransformStream,
    TransformStreamDefaultController, WorkerGlobalScope,
};

/// Downloads a module and compiles it as it comes. `progress` hears how many bytes there are so far.
///
/// # Errors
/// When it cannot be had or is no module, in the browser's words.
///
/// # Cancellation
/// Dropped half-way, the download goes on unheard.
pub(super) async fn compiled(
    address: &str,
    progress: impl Fn(f64) + 'static,
) -> Result<JsValue, String> {
    let module = compile(address, progress).await;
    module.map_err(|error| {
        let text = Reflect::get(&error, &"message".into()).ok();
        let text = text.and_then(|text| text.as_string()).or(error.as_string());
        text.unwrap_or_default()
    })
}

async fn compile(address: &str, progress: impl Fn(f64) + 'static) -> Result<JsValue, JsValue> {
    let scope: WorkerGlobalScope = global().unchecked_into();
    let response = JsFuture::from(scope.fetch_with_str(address)).await?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        let why = format!("{} {}", response.status(), response.status_text());
        return Err(why.trim_end().into());
    }
    let mut received = 0.0;
    let count = Closure::<dyn FnMut(_, _)>::new(
        move |chunk: Uint8Array, onwards: TransformStreamDefaultController| {
            received += f64::from(chunk.length());
            progress(received);
            if let Err(error) = onwards.enqueue_with_chunk(&chunk) {
                // The stream fails, and with it the compilation.
                wasm_bindgen::throw_val(error);
            }
        },
    );
    let transformer = Object::new();
    Reflect::set(&transformer, &"transform".into(), count.as_ref())?;
    let counter = TransformStream::new_with_transformer(&transformer)?;
    let pair = ReadableWritablePair::new(&counter.readable(), &counter.writable());
    let body = response.body().map(|body| body.pipe_through(&pair));
    let headers = Headers::new()?;
    headers.set("content-type", "application/wasm")?;
    let init = ResponseInit::new();
    init.set_headers(&headers);
    let response = Response::new_with_opt_readable_stream_and_init(body.as_ref(), &init)?;
    let response = Promise::resolve(&JsValue::from(response));
    let module = JsFuture::from(WebAssembly::compile_streaming(&response)).await;
    drop(count);
    module
}
