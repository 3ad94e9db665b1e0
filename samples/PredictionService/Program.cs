// A model behind HTTP: loaded once, predicted with by pooled engines, replaced while it serves. A page with a form made from the model's schema stands at "/".
//   dotnet run --project samples/PredictionService                                        trains on the Titanic's passengers where there is no model yet, and serves
//   dotnet run --project samples/PredictionService -- --model my.zip --urls http://localhost:5080
//   dotnet run -c Release --project samples/PredictionService -- load --url http://localhost:5080 --seconds 10 --clients 8      requests from a second process
using PredictionService;
using Prometheus;

if (args is ["load", ..])
{
    return await LoadTest.Run(args[1..]);
}

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
string file = builder.Configuration["model"] ?? Path.Combine(AppContext.BaseDirectory, "titanic.zip");
if (builder.Configuration["model"] is null && !File.Exists(file))
{
    Titanic.Train(file, seed: 1);
}

builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = 4 * 1024 * 1024);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddSingleton(services => new ModelStore(file, services.GetRequiredService<ILogger<ModelStore>>()));
builder.Services.AddHostedService(services => services.GetRequiredService<ModelStore>());
builder.Services.AddHealthChecks().AddCheck<ModelHealth>("model");
builder.Services.AddProblemDetails();

WebApplication app = builder.Build();
app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError });
app.UseStatusCodePages();
app.UseHttpMetrics();
app.MapGet("/", (ModelStore store) => Results.Content(FormPage.For(store.Current), "text/html; charset=utf-8"));
app.MapGet("/schema", (ModelStore store) => store.Current.Schema);
app.MapPost("/predict", Prediction.Answer);
app.MapHealthChecks("/health", ModelHealth.AsJson);
app.MapMetrics();
_ = app.Services.GetRequiredService<ModelStore>();      // a file that cannot be loaded ends the program before it serves
await app.RunAsync();
return 0;
