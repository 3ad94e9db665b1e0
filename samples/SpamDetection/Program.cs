Console.WriteLine("The sample comes with the trainer.");
